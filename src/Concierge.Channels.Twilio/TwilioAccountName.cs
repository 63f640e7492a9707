namespace Concierge.Channels.Twilio;

/// <summary>An account that was registered in code.</summary>
internal sealed record TwilioAccountName(string Name);
