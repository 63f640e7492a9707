namespace Concierge.Emulator.Api;

/// <summary>The business is writing to this person, or has stopped to.</summary>
/// <param name="Line">On which line.</param>
/// <param name="Person">To whom.</param>
/// <param name="On">False when it stopped.</param>
/// <param name="DeskOnly">Whether only the provider's help desk shows it.</param>
internal sealed record TypingNotice(string Line, string Person, bool On, bool DeskOnly);
