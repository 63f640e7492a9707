using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>The <c>contacts</c> that accompany messages and statuses: names and ids of the people in them.</summary>
internal sealed class Profiles
{
    private const int LinearLimit = 8;
    private ProfileEntry _first;
    private List<ProfileEntry>? _entries;
    private Dictionary<string, int>? _index;
    private int _count;

    /// <summary>The only entry; null where there are none or several.</summary>
    public ProfileEntry? Single => _count == 1 ? _first : null;

    /// <summary>The first entry, whose strings a message mostly repeats; empty without one.</summary>
    public ProfileEntry First => _first;

    /// <summary>The entry of a person known by either id, or null.</summary>
    public ProfileEntry? Find(string? waId, string? userId)
    {
        if (_entries is null)
        {
            return _count == 1 && Matches(in _first, waId, userId) ? _first : null;
        }

        if (_count > LinearLimit)
        {
            return FindIndexed(_entries, waId, userId);
        }

        foreach (ProfileEntry entry in _entries)
        {
            if (Matches(in entry, waId, userId))
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
                Add(ReadEntry(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static bool Matches(in ProfileEntry entry, string? waId, string? userId) =>
        (waId is not null && entry.WaId == waId) || (userId is not null && entry.UserId == userId);

    // Nearly every payload is about one person.
    private void Add(in ProfileEntry entry)
    {
        if (++_count == 1)
        {
            _first = entry;
            return;
        }

        _entries ??= [_first];
        _entries.Add(entry);
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

    private ProfileEntry? FindIndexed(List<ProfileEntry> entries, string? waId, string? userId)
    {
        if (_index is null)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < entries.Count; i++)
            {
                _index.TryAdd(entries[i].WaId ?? string.Empty, i);
                _index.TryAdd(entries[i].UserId ?? string.Empty, i);
            }
        }

        return (waId is not null && _index.TryGetValue(waId, out int at)) || (userId is not null && _index.TryGetValue(userId, out at)) ? entries[at] : null;
    }
}
