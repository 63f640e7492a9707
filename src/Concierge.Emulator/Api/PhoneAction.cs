using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Api;

/// <summary>What a person does on the page.</summary>
/// <param name="Person">Who: the number.</param>
/// <param name="Bubble">What is sent.</param>
/// <param name="Quoted">The id of the message that is answered, or null.</param>
/// <param name="Line">Over which line; the host's first when left out.</param>
internal sealed record PhoneAction(string Person, Bubble Bubble, string? Quoted, string? Line = null);
