namespace Concierge.Routing.Keywords;

/// <summary>
/// The words of all keywords, found by a hash of the word and, for long ones, of the word without any one of its letters: two words
/// that are one slip apart have one of these in common. A hash only proposes; what it proposes is compared.
/// </summary>
internal sealed class Vocabulary
{
    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<(ulong Hash, int Word)> _pending = [];
    private ulong[] _keys = [];
    private int[] _first = [];
    private int[] _entryWords = [];
    private int[] _next = [];
    private int _mask;

    public int Count => _words.Count;

    public int Add(string word)
    {
        if (_ids.TryGetValue(word, out int id))
        {
            return id;
        }

        id = _words.Count;
        _words.Add(word);
        _ids.Add(word, id);
        Span<ulong> hashes = stackalloc ulong[Typo.MostLetters + 1];
        int count = Hashes(word, Typo.IsAllowedIn(word), hashes);
        for (int i = 0; i < count; i++)
        {
            _pending.Add((hashes[i], id));
        }

        return id;
    }

    /// <summary>Makes it ready to be searched; nothing is added after it.</summary>
    public void Freeze()
    {
        int size = 16;
        while (size < _pending.Count * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _keys = new ulong[size];
        _first = new int[size];
        _entryWords = new int[_pending.Count];
        _next = new int[_pending.Count];
        Array.Fill(_first, -1);
        for (int i = 0; i < _pending.Count; i++)
        {
            (ulong hash, int word) = _pending[i];
            int slot = Slot(hash);
            _keys[slot] = hash;
            _entryWords[i] = word;
            _next[i] = _first[slot];
            _first[slot] = i;
        }

        _pending.Clear();
        _ids.Clear();
    }

    /// <summary>The word itself; -1 when it is in no keyword.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        for (int entry = _first[Slot(Mix(Hash(word)))]; entry >= 0; entry = _next[entry])
        {
            if (word.Equals(_words[_entryWords[entry]], StringComparison.Ordinal))
            {
                return _entryWords[entry];
            }
        }

        return -1;
    }

    /// <summary>The words that one slip makes of this one, each once.</summary>
    /// <returns>How many; what does not fit into <paramref name="found"/> is left out.</returns>
    public int FindSimilar(ReadOnlySpan<char> word, Span<int> found)
    {
        if (word.Length is < Typo.LeastLetters - 1 or > Typo.MostLetters)
        {
            return 0;
        }

        Span<ulong> hashes = stackalloc ulong[Typo.MostLetters + 1];
        int count = Hashes(word, true, hashes);
        int similar = 0;
        for (int i = 0; i < count; i++)
        {
            for (int entry = _first[Slot(hashes[i])]; entry >= 0; entry = _next[entry])
            {
                int id = _entryWords[entry];
                string candidate = _words[id];
                if (similar < found.Length && !found[..similar].Contains(id) && Typo.IsAllowedIn(candidate) && Typo.IsOne(word, candidate))
                {
                    found[similar++] = id;
                }
            }
        }

        return similar;
    }

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        ulong hash = 0;
        foreach (char c in word)
        {
            hash = unchecked((hash * Base) + c + 1);
        }

        return hash;
    }

    /// <summary>The hash of the word and of the word without each of its letters, in one pass to and one fro.</summary>
    private static int Hashes(ReadOnlySpan<char> word, bool withoutOne, Span<ulong> hashes)
    {
        hashes[0] = Mix(Hash(word));
        if (!withoutOne)
        {
            return 1;
        }

        Span<ulong> before = stackalloc ulong[Typo.MostLetters + 1];
        for (int i = 0; i < word.Length; i++)
        {
            before[i + 1] = unchecked((before[i] * Base) + word[i] + 1);
        }

        ulong after = 0;
        ulong power = 1;
        int count = 1;
        for (int i = word.Length - 1; i >= 0; i--)
        {
            ulong hash = Mix(unchecked((before[i] * power) + after));
            if (hash != hashes[count - 1])
            {
                hashes[count++] = hash;
            }

            after = unchecked(after + ((ulong)(word[i] + 1) * power));
            power = unchecked(power * Base);
        }

        return count;
    }

    // 0 means an empty slot.
    private static ulong Mix(ulong hash)
    {
        ulong mixed = unchecked((hash ^ (hash >> 32)) * 0xD6E8_FEB8_6659_FD93);
        return mixed == 0 ? 1 : mixed;
    }

    private int Slot(ulong hash)
    {
        int slot = (int)(hash >> 20) & _mask;
        while (_keys[slot] != 0 && _keys[slot] != hash)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
