namespace Concierge.Emulator.Phone;

/// <summary>A conversation at a provider's help desk.</summary>
/// <param name="Id">Its number, from 1 up in each account.</param>
/// <param name="Line">The account.</param>
/// <param name="Person">The contact's number.</param>
/// <param name="Status">pending (the bot's), open (the colleagues'), snoozed or resolved.</param>
/// <param name="Assignee">The colleague who has it, or null.</param>
internal sealed record DeskConversation(int Id, string Line, string Person, string Status, string? Assignee = null);
