using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace Concierge.Emulator.Phone;

/// <summary>A provider's wire protocol, as seen from the provider.</summary>
internal interface IEmulatedProvider
{
    /// <summary>The channel that it speaks to: its webhooks go to <c>/webhooks/{Channel}</c>.</summary>
    string Channel { get; }

    /// <summary>A new message id in the provider's form.</summary>
    string NewMessageId();

    /// <summary>The webhook's body for what a person did.</summary>
    JsonObject WriteMessage(Person person, ChatMessage message);

    /// <summary>The webhook's body for a receipt.</summary>
    /// <param name="message">The business's message.</param>
    /// <param name="status">sent, delivered, read.</param>
    /// <param name="correlation">What the business asked to have echoed.</param>
    /// <param name="at">When it happened.</param>
    JsonObject WriteStatus(ChatMessage message, string status, string? correlation, DateTimeOffset at);

    /// <summary>Adds what proves that the webhook comes from the provider.</summary>
    void Sign(HttpRequestMessage request, byte[] body);

    /// <summary>Maps the provider's API.</summary>
    void MapApi(IEndpointRouteBuilder endpoints);
}
