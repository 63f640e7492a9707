using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>The <c>contacts</c> that accompany messages and statuses: names and ids of the people in them.</summary>
internal sealed class Profiles
{
    private const int LinearLimit = 8;
    private readonly List<ProfileEntry> _entries = new(1);
    private Dictionary<string, int>? _index;

    /// <summary>The only entry; null where there are none or several.</summary>
    public ProfileEntry? Single => _entries.Count == 1 ? _entries[0] : null;

    /// <summary>The first entry, whose strings a message mostly repeats; empty without one.</summary>
    public ProfileEntry First => _entries.Count == 0 ? default : _entries[0];

    /// <summary>The entry of a person known by either id, or null.</summary>
    public ProfileEntry? Find(string? waId, string? userId)
    {
        if (_entries.Count > LinearLimit)
        {
            return FindIndexed(waId, userId);
        }

        foreach (ProfileEntry entry in _entries)
        {
            if ((waId is not null && entry.WaId == waId) || (userId is not null && entry.UserId == userId))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Reads the value of <c>contacts</c>; the reader is at its first token.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                _entries.Add(ReadEntry(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static ProfileEntry ReadEntry(ref Utf8JsonReader reader)
    {
        string? waId = null, userId = null, parent = null, name = null, username = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "profile"u8))
            {
                ReadProfile(ref reader, ref name, ref username);
            }
            else if (JsonText.NameIs(ref reader, "wa_id"u8))
            {
                waId = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "user_id"u8))
            {
                userId = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "parent_user_id"u8))
            {
                parent = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new ProfileEntry(waId, userId, parent, name, username);
    }

    private static void ReadProfile(ref Utf8JsonReader reader, ref string? name, ref string? username)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "name"u8))
            {
                name = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "username"u8))
            {
                username = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    private ProfileEntry? FindIndexed(string? waId, string? userId)
    {
        if (_index is null)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _entries.Count; i++)
            {
                _index.TryAdd(_entries[i].WaId ?? string.Empty, i);
                _index.TryAdd(_entries[i].UserId ?? string.Empty, i);
            }
        }

        return (waId is not null && _index.TryGetValue(waId, out int at)) || (userId is not null && _index.TryGetValue(userId, out at)) ? _entries[at] : null;
    }
}
