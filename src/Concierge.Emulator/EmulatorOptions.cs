namespace Concierge.Emulator;

/// <summary>Settings of the emulator: section <c>Concierge:Emulator</c>.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Concierge:Emulator";

    /// <summary>Lets the emulator run outside Development. It has no login: whoever reaches it can read and write every chat.</summary>
    /// <value>The default is false.</value>
    public bool AllowOutsideDevelopment { get; set; }

    /// <summary>Where chats and made-up credentials are kept, relative to the application's content root.</summary>
    /// <value>The default is <c>concierge-emulator.json</c>.</value>
    public string JournalPath { get; set; } = "concierge-emulator.json";

    /// <summary>How long after taking a message the provider reports it as sent.</summary>
    /// <value>The default is 150 milliseconds.</value>
    public TimeSpan SentDelay { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long after that it reports it as delivered.</summary>
    /// <value>The default is 350 milliseconds.</value>
    public TimeSpan DeliveredDelay { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>How long after that it reports it as read.</summary>
    /// <value>The default is 800 milliseconds.</value>
    public TimeSpan ReadDelay { get; set; } = TimeSpan.FromMilliseconds(800);
}
