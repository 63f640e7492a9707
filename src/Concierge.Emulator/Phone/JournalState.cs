namespace Concierge.Emulator.Phone;

/// <summary>What the emulator's file holds.</summary>
internal sealed class JournalState
{
    public List<Person> Persons { get; set; } = [];

    public List<ChatMessage> Messages { get; set; } = [];

    public List<Delivery> Deliveries { get; set; } = [];

    public List<StoredMedia> Media { get; set; } = [];

    public List<DeskConversation> Desk { get; set; } = [];

    public PhoneSettings? Settings { get; set; }

    /// <summary>Made-up credentials by their setting.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    public long LastDelivery { get; set; }

    /// <summary>The last number that was given to something at a provider that numbers.</summary>
    public int LastNumber { get; set; } = 1000;
}
