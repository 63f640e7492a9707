using System.Text.Json;

namespace Concierge.Channels;

/// <summary>What is known of the person in another conversation comes here. Concierge itself puts it into the mailbox.</summary>
/// <param name="From">The other conversation.</param>
/// <param name="Profile">What is known there.</param>
public sealed record MergeFromCommand(ConversationId From, ContactProfile Profile) : ConversationCommand
{
    /// <summary>The person there, when what is written there comes here from now on; else null.</summary>
    public ContactIdentity? Contact { get; init; }

    /// <summary>What that conversation knows of <see cref="ContactProfile.IntrinsicIds"/>; null where it knows nothing.</summary>
    public JsonElement? Codes { get; init; }

    /// <summary>A person handles that conversation, and handles this one from now on.</summary>
    public bool IsHandled { get; init; }

    /// <summary>The other conversation is to learn in turn what is known here.</summary>
    public bool IsMutual { get; init; }
}
