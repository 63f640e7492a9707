namespace Concierge.Routing.Keywords;

/// <summary>
/// Finds the best of many keywords in one pass over a message: one without slips before one with, then the longest, then the first in
/// the message, then the first registered. A miss allocates nothing.
/// </summary>
internal sealed class KeywordIndex
{
    private const int Root = 0;
    private const int StackChars = 512;
    private const int StackWords = 128;

    /// <summary>More words than this that are one slip away from a word of the message are not told apart.</summary>
    private const int MostSimilar = 8;

    private readonly Vocabulary _vocabulary = new();
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<List<int>?> _ends = [null];
    private readonly List<(string Folded, int Owner)> _keywords = [];
    private readonly int[] _fromRoot;

    /// <param name="keywords">The keywords and whose they are. One that folds to nothing is never found.</param>
    public KeywordIndex(IEnumerable<(string Keyword, int Owner)> keywords)
    {
        foreach ((string keyword, int owner) in keywords)
        {
            Add(TextFolding.Fold(keyword), owner);
        }

        _vocabulary.Freeze();
        _fromRoot = new int[_vocabulary.Count];
        for (int word = 0; word < _fromRoot.Length; word++)
        {
            _fromRoot[word] = _edges.GetValueOrDefault(Edge(Root, word), -1);
        }
    }

    public int Owner(KeywordHit hit) => _keywords[hit.Keyword].Owner;

    public string Folded(KeywordHit hit) => _keywords[hit.Keyword].Folded;

    /// <summary>The best keyword in a text; null when there is none.</summary>
    /// <param name="text">The message.</param>
    /// <param name="isPassedOver">By owner: whose keywords do not count; empty for nobody's.</param>
    /// <param name="withTypos">Whether words with a slip count.</param>
    public KeywordHit? Find(ReadOnlySpan<char> text, ReadOnlySpan<bool> isPassedOver = default, bool withTypos = true)
    {
        if (_keywords.Count == 0 || text.IsEmpty)
        {
            return null;
        }

        var folded = new FoldBuffer(stackalloc char[StackChars]);
        var words = new WordList(stackalloc int[2 * StackWords]);
        try
        {
            TextFolding.Fold(text, ref folded);
            words.Split(folded.Written);
            var search = new Search(folded.Written, words, isPassedOver);
            for (int i = 0; i < words.Count; i++)
            {
                Walk(ref search, Root, i, i, typos: 0, withTypos: false);
            }

            if (search.Best is not null || !withTypos)
            {
                return search.Best;
            }

            for (int i = 0; i < words.Count; i++)
            {
                Walk(ref search, Root, i, i, typos: 0, withTypos: true);
            }

            return search.Best;
        }
        finally
        {
            words.Dispose();
            folded.Dispose();
        }
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;

    private void Add(string folded, int owner)
    {
        if (folded.Length == 0)
        {
            return;
        }

        int node = Root;
        foreach (string word in folded.Split(' '))
        {
            long edge = Edge(node, _vocabulary.Add(word));
            if (!_edges.TryGetValue(edge, out int next))
            {
                next = _ends.Count;
                _ends.Add(null);
                _edges.Add(edge, next);
            }

            node = next;
        }

        (_ends[node] ??= []).Add(_keywords.Count);
        _keywords.Add((folded, owner));
    }

    /// <summary>Goes on with the word at <paramref name="index"/> from what the words before it have led to.</summary>
    private void Walk(ref Search search, int node, int index, int start, int typos, bool withTypos)
    {
        if (index == search.Words.Count)
        {
            return;
        }

        ReadOnlySpan<char> word = search.Words.Word(search.Folded, index);
        int exact = _vocabulary.Find(word);
        if (exact >= 0)
        {
            Step(ref search, node, exact, index, start, typos, withTypos);
            return;
        }

        if (!withTypos)
        {
            return;
        }

        Span<int> similar = stackalloc int[MostSimilar];
        int count = _vocabulary.FindSimilar(word, similar);
        for (int i = 0; i < count; i++)
        {
            Step(ref search, node, similar[i], index, start, typos + 1, withTypos);
        }
    }

    private void Step(ref Search search, int node, int word, int index, int start, int typos, bool withTypos)
    {
        int next = node == Root ? _fromRoot[word] : _edges.GetValueOrDefault(Edge(node, word), -1);
        if (next < 0)
        {
            return;
        }

        if (_ends[next] is { } ends)
        {
            OfferFirst(ref search, ends, typos, start);
        }

        Walk(ref search, next, index + 1, start, typos, withTypos);
    }

    private void OfferFirst(ref Search search, List<int> ends, int typos, int start)
    {
        foreach (int keyword in ends)
        {
            if (search.IsPassedOver.IsEmpty || !search.IsPassedOver[_keywords[keyword].Owner])
            {
                Offer(ref search, new KeywordHit(keyword, typos, start));
                return;
            }
        }
    }

    private void Offer(ref Search search, KeywordHit hit)
    {
        if (search.Best is not { } best || IsBetter(hit, best))
        {
            search.Best = hit;
        }
    }

    private bool IsBetter(KeywordHit hit, KeywordHit best)
    {
        if (hit.Typos != best.Typos)
        {
            return hit.Typos < best.Typos;
        }

        int length = _keywords[hit.Keyword].Folded.Length - _keywords[best.Keyword].Folded.Length;
        if (length != 0)
        {
            return length > 0;
        }

        return hit.Start != best.Start ? hit.Start < best.Start : hit.Keyword < best.Keyword;
    }

    private ref struct Search(ReadOnlySpan<char> folded, WordList words, ReadOnlySpan<bool> isPassedOver)
    {
        public readonly ReadOnlySpan<char> Folded = folded;
        public readonly WordList Words = words;
        public readonly ReadOnlySpan<bool> IsPassedOver = isPassedOver;
        public KeywordHit? Best;
    }
}
