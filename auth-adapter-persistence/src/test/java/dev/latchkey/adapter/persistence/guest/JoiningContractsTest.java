package dev.latchkey.adapter.persistence.guest;

import dev.latchkey.adapter.persistence.GuestExtension;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.testkit.contract.NoticesContract;
import dev.latchkey.testkit.contract.PasskeysContract;
import dev.latchkey.testkit.contract.PendingCeremoniesContract;
import dev.latchkey.testkit.contract.RegistrationsContract;
import dev.latchkey.testkit.contract.UnitOfWorkContract;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the contracts say of units holds for units that join a transaction of the caller, who
 * commits when they return; and for the codes, of which a half is decided apart from it. Budgets
 * are the exception: they count whatever he does.
 */
class JoiningContractsTest {
  @Order(1)
  @RegisterExtension
  static final PostgresExtension postgres = new PostgresExtension();

  @Order(2)
  @RegisterExtension
  static final GuestExtension guest = new GuestExtension(postgres);

  /** A node whose units are each in a transaction of their caller. */
  private static StoragePorts joined() {
    var callers = new CallersUnit(guest.pool());
    var ports = guest.module().joining(callers);
    return in(new InTransaction(callers, ports.unit()), ports);
  }

  /** A node that might join, if only its callers had transactions. */
  private static StoragePorts alone() {
    return guest.module().joining(() -> null);
  }

  private record InTransaction(UnitOfWork callers, UnitOfWork joining) implements UnitOfWork {
    @Override
    public <T> T write(Supplier<T> work) {
      return callers.write(() -> joining.write(work));
    }
  }

  private static StoragePorts in(UnitOfWork unit, StoragePorts ports) {
    return new StoragePorts(
        unit,
        ports.outbox(),
        ports.deliveries(),
        ports.auditTrail(),
        ports.users(),
        ports.registrations(),
        ports.passwords(),
        ports.passwordResets(),
        ports.budgets(),
        ports.guesses(),
        ports.devices(),
        ports.passkeys(),
        ports.ceremonies(),
        ports.sessions(),
        ports.signingKeys(),
        ports.deletions(),
        ports.notices(),
        ports.addressChanges(),
        ports.recoveries(),
        ports.personalData());
  }

  @Nested
  class KeptForUnits extends UnitOfWorkContract {
    @Override
    protected StoragePorts ports() {
      return joined();
    }

    @Override
    protected boolean budgetsAreUndone() {
      return false;
    }
  }

  @Nested
  class KeptForUnitsInNoTransaction extends UnitOfWorkContract {
    @Override
    protected StoragePorts ports() {
      return alone();
    }

    @Override
    protected boolean budgetsAreUndone() {
      return false;
    }
  }

  @Nested
  class KeptForNotices extends NoticesContract {
    @Override
    protected StoragePorts ports() {
      return joined();
    }
  }

  @Nested
  class KeptForRegistrations extends RegistrationsContract {
    @Override
    protected StoragePorts ports() {
      return joined();
    }
  }

  @Nested
  class KeptForPasskeys extends PasskeysContract {
    @Override
    protected StoragePorts ports() {
      return joined();
    }
  }

  @Nested
  class KeptForPendingCeremonies extends PendingCeremoniesContract {
    @Override
    protected StoragePorts ports() {
      return joined();
    }
  }
}
