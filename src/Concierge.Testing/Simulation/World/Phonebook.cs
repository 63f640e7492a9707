using System.Globalization;

namespace Concierge.Testing.Simulation.World;

/// <summary>Numbers of simulated persons.</summary>
internal static class Phonebook
{
    private const long First = 490_000_000_000;

    public static ContactIdentity Identity(int person) => new()
    {
        Addresses = [new ContactAddress(ContactAddressKind.Phone, Number(person))],
        DisplayName = $"Person {Checks.RequestWatcher.Canary(person)}",
    };

    public static string Number(int person) => (First + person).ToString(CultureInfo.InvariantCulture);

    public static int Person(ContactIdentity contact) =>
        (int)(long.Parse(contact.Find(ContactAddressKind.Phone) ?? "0", CultureInfo.InvariantCulture) - First);
}
