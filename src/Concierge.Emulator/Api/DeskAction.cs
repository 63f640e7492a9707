namespace Concierge.Emulator.Api;

/// <summary>What a colleague does at a provider's help desk.</summary>
/// <param name="Line">At which.</param>
/// <param name="Person">With whose conversation.</param>
/// <param name="Action">take, resolve, return, reply or note.</param>
/// <param name="Text">For reply and note.</param>
/// <param name="By">The colleague's name; Sam when left out.</param>
internal sealed record DeskAction(string? Line, string? Person, string? Action, string? Text, string? By);
