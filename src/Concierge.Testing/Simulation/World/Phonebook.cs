using System.Globalization;

namespace Concierge.Testing.Simulation.World;

/// <summary>Numbers of simulated persons.</summary>
internal static class Phonebook
{
    private const long First = 490_000_000_000;

    public static ContactIdentity Identity(int person) => new()
    {
        Addresses = [new ContactAddress(ContactAddressKind.Phone, (First + person).ToString(CultureInfo.InvariantCulture))],
        DisplayName = $"Person {Checks.RequestWatcher.Canary(person)}",
    };

    public static int Person(ContactIdentity contact) =>
        (int)(long.Parse(contact.Find(ContactAddressKind.Phone) ?? "0", CultureInfo.InvariantCulture) - First);
}
