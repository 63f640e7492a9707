using Microsoft.AspNetCore.Routing;

namespace Concierge.Emulator.Phone;

/// <summary>A provider's wire protocol, as seen from the provider.</summary>
internal interface IEmulatedProvider
{
    /// <summary>The channel that it speaks to: its webhooks go to <c>/webhooks/{Channel}[/{account}]</c>.</summary>
    string Channel { get; }

    /// <summary>What the page calls it.</summary>
    string Title { get; }

    /// <summary>The media type of its webhooks.</summary>
    string ContentType { get; }

    /// <summary>The faults that can be ordered for the calls that send.</summary>
    IReadOnlyList<FaultKind> Faults { get; }

    /// <summary>A new message id in the provider's form.</summary>
    string NewMessageId(string person, bool fromPerson, Bubble bubble);

    /// <summary>The webhooks for what a person did; none where the provider keeps it to itself.</summary>
    IReadOnlyList<Webhook> WriteMessage(PhoneLine line, Person person, ChatMessage message);

    /// <summary>The webhooks for what became of the business's message; none where the provider says nothing.</summary>
    /// <param name="line">Whose message.</param>
    /// <param name="person">Who gets it.</param>
    /// <param name="message">The business's message.</param>
    /// <param name="status">accepted, sent, delivered, read, failed.</param>
    /// <param name="at">When it happened.</param>
    IReadOnlyList<Webhook> WriteStatus(PhoneLine line, Person person, ChatMessage message, string status, DateTimeOffset at);

    /// <summary>Adds what proves that the webhook comes from the provider.</summary>
    void Sign(PhoneLine line, HttpRequestMessage request, byte[] body, string? address);

    /// <summary>When to post a refused webhook again; null to give it up.</summary>
    /// <param name="attempts">How often it was posted, at least 1.</param>
    /// <param name="status">What the host answered, or null without an answer.</param>
    TimeSpan? RetryAfter(int attempts, int? status);

    /// <summary>Somebody else's recording as if it had been sent to this account, for readers that refuse what names another.</summary>
    byte[] Adopt(PhoneLine line, byte[] body) => body;

    /// <summary>A webhook was given up.</summary>
    void GaveUp(PhoneLine line, Delivery delivery)
    {
    }

    /// <summary>Maps the provider's API.</summary>
    void MapApi(IEndpointRouteBuilder endpoints);
}
