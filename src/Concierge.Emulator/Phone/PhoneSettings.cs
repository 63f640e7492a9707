namespace Concierge.Emulator.Phone;

/// <summary>How fast the provider and the people are, in milliseconds.</summary>
internal sealed record PhoneSettings(int SentDelay, int DeliveredDelay, int ReadDelay);
