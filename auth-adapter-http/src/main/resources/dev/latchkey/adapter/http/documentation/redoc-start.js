'use strict'
// Shows the document in ReDoc.
Redoc.init(
  'openapi.json',
  { hideDownloadButton: false, nativeScrollbars: true, requiredPropsFirst: true },
  document.getElementById('interface'),
)
