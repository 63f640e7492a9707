namespace Concierge.Emulator.Phone;

/// <summary>Somebody with a phone.</summary>
/// <param name="Number">Digits with country code.</param>
/// <param name="Name">The name that the provider passes on.</param>
internal sealed record Person(string Number, string Name);
