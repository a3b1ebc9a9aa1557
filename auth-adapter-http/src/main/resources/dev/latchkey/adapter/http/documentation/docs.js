'use strict'
// Shows the document in Swagger UI. Nothing is asked of anybody but this server.
window.ui = SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#interface',
  deepLinking: true,
  validatorUrl: null,
  displayRequestDuration: true,
})
