using System.Text.Json;
using Concierge.Storage;

namespace Concierge;

/// <summary>
/// What a conversation left behind: data (a booking, a ticket) or a file. Written with <see cref="TurnContext"/>.<c>AddArtifact</c> and
/// <c>AddArtifactFile</c>; a record of the store, erased with its conversation. Personal data.
/// </summary>
public sealed record Artifact
{
    /// <summary>The collection of the records. Their ids begin with the conversation's and a dot.</summary>
    public const string Collection = "artifacts";

    /// <summary>The most bytes that one may have: 1 MiB. What is larger belongs into a store for files, and its address into an artifact.</summary>
    public const int MaxBytes = 1024 * 1024;

    internal const string Json = "application/json";

    /// <summary>The record's id.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="ArtifactKinds"/> or the host's own.</summary>
    public required string Kind { get; init; }

    /// <summary>The service that made it, or null.</summary>
    public string? Service { get; init; }

    /// <summary>The visit in which it was made, or null.</summary>
    public string? Session { get; init; }

    /// <summary>The conversation.</summary>
    public required ConversationId Conversation { get; init; }

    /// <summary>The account that the conversation is on, as <c>channel/name</c>; or null.</summary>
    public string? Account { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The media type of <see cref="Content"/>. A sender's word where a person sent the file.</summary>
    public required string ContentType { get; init; }

    /// <summary>The file's name without any folder, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>The data; null for a file.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The file's bytes; for data the record as it is stored.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Reads a record of <see cref="Collection"/>; null for one that a host has written there in a form of its own.</summary>
    public static Artifact? Read(StoredRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return ArtifactRecord.Read(record);
    }

    /// <summary>Its kind and id: what it says is personal.</summary>
    public override string ToString() => $"{Kind} {Id}";
}
