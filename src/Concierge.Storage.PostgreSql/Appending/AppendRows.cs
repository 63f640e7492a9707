using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql.Appending;

/// <summary>Items as the columns of a multi-row statement. It holds copies: callers take their buffers back before the statement is sent.</summary>
internal sealed class AppendRows
{
    private readonly List<string?> _tenants = [];
    private readonly List<string> _conversations = [];
    private readonly List<Guid?> _keys = [];
    private readonly List<DateTime> _received = [];
    private readonly List<long?> _delays = [];
    private readonly List<byte[]> _payloads = [];
    private readonly List<byte[]?> _raws = [];

    public AppendRows(IReadOnlyList<MailboxAppend> items, StoreClock clock)
    {
        foreach (MailboxAppend item in items)
        {
            _tenants.Add(item.Tenant);
            _conversations.Add(StoredText.Encode(item.Conversation.Value));
            _keys.Add(item.Key == 0 ? null : ToGuid(item.Key));
            _received.Add(item.ReceivedAt.UtcDateTime);
            _delays.Add(clock.Delay(item.DueAt));
            _payloads.Add(item.Payload.ToArray());
            _raws.Add(item.Raw.IsEmpty ? null : item.Raw.ToArray());
            Bytes += item.Payload.Length + item.Raw.Length;
        }
    }

    public int Count => _payloads.Count;

    public long Bytes { get; private set; }

    public IEnumerable<Guid> Keys => _keys.OfType<Guid>();

    public int KeylessCount => _keys.Count(key => key is null);

    public void Add(AppendRows others)
    {
        _tenants.AddRange(others._tenants);
        _conversations.AddRange(others._conversations);
        _keys.AddRange(others._keys);
        _received.AddRange(others._received);
        _delays.AddRange(others._delays);
        _payloads.AddRange(others._payloads);
        _raws.AddRange(others._raws);
        Bytes += others.Bytes;
    }

    public SqlCommand AddTo(SqlCommand command) => command
        .Texts([.. _tenants]).Texts([.. _conversations]).Uuids([.. _keys]).Times([.. _received]).Longs([.. _delays])
        .Bytes([.. _payloads]).OptionalBytes([.. _raws]);

    /// <summary>The parameters of no items.</summary>
    public static SqlCommand AddNone(SqlCommand command) => command
        .Texts(null).Texts(null).Uuids(null).Times(null).Longs((long?[]?)null).Bytes((byte[][]?)null).OptionalBytes(null);

    public static Guid ToGuid(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return new Guid(bytes, bigEndian: true);
    }
}
