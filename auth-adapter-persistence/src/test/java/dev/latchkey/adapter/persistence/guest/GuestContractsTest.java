package dev.latchkey.adapter.persistence.guest;

import dev.latchkey.adapter.persistence.GuestExtension;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.contract.AddressChangesContract;
import dev.latchkey.testkit.contract.AuditTrailContract;
import dev.latchkey.testkit.contract.GuessBudgetsContract;
import dev.latchkey.testkit.contract.KeptAddressesContract;
import dev.latchkey.testkit.contract.KnownDevicesContract;
import dev.latchkey.testkit.contract.LeftAddressesContract;
import dev.latchkey.testkit.contract.NoticeMailboxesContract;
import dev.latchkey.testkit.contract.NoticesContract;
import dev.latchkey.testkit.contract.OwnRecoveriesContract;
import dev.latchkey.testkit.contract.PasskeysContract;
import dev.latchkey.testkit.contract.PasswordCredentialsContract;
import dev.latchkey.testkit.contract.PasswordGuessesContract;
import dev.latchkey.testkit.contract.PendingCeremoniesContract;
import dev.latchkey.testkit.contract.RecoveriesContract;
import dev.latchkey.testkit.contract.RegistrationsContract;
import dev.latchkey.testkit.contract.ReplacedWishesContract;
import dev.latchkey.testkit.contract.SessionsContract;
import dev.latchkey.testkit.contract.SwappedAddressesContract;
import dev.latchkey.testkit.contract.UnitOfWorkContract;
import dev.latchkey.testkit.contract.UsersContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every contract of the storage, kept on connections that an embedder lends. */
class GuestContractsTest {
  @Order(1)
  @RegisterExtension
  static final PostgresExtension postgres = new PostgresExtension();

  @Order(2)
  @RegisterExtension
  static final GuestExtension guest = new GuestExtension(postgres);

  @Nested
  class KeptForUnitOfWork extends UnitOfWorkContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForUsers extends UsersContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForRegistrations extends RegistrationsContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForPasswordCredentials extends PasswordCredentialsContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForGuessBudgets extends GuessBudgetsContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForSessions extends SessionsContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForAuditTrail extends AuditTrailContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForPasswordGuesses extends PasswordGuessesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForNotices extends NoticesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForKnownDevices extends KnownDevicesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForPasskeys extends PasskeysContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForAddressChanges extends AddressChangesContract {
    @Override
    protected int mixedRounds() {
      return 20;
    }

    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForPendingCeremonies extends PendingCeremoniesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForLeftAddresses extends LeftAddressesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForRecoveries extends RecoveriesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForKeptAddresses extends KeptAddressesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForReplacedWishes extends ReplacedWishesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForSwappedAddresses extends SwappedAddressesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForNoticeMailboxes extends NoticeMailboxesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }

  @Nested
  class KeptForOwnRecoveries extends OwnRecoveriesContract {
    @Override
    protected StoragePorts ports() {
      return guest.ports();
    }

    @Override
    protected StoragePorts anotherNode() {
      return guest.ports();
    }
  }
}
