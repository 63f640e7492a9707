using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Api;

/// <summary>What the settings drawer saves; what is null stays.</summary>
internal sealed record SettingsChange(IReadOnlyList<Person>? Persons, PhoneSettings? Settings);
