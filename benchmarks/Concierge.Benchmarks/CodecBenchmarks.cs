using System.Buffers;
using BenchmarkDotNet.Attributes;
using Concierge.Channels;
using Concierge.Ingress;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Benchmarks;

/// <summary>What is written into mailbox and store, and read again.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private AccountKey _account;
    private ChannelEvent _message = null!;
    private byte[] _payload = [];
    private ConversationDocument _document = null!;
    private byte[] _documentBytes = [];

    [GlobalSetup]
    public void Setup()
    {
        using var host = new BenchmarkHost(builder => builder.UseInMemory());
        var sink = new ChannelEventSink();
        host.Channel.Read(SignedWebhook.Load("text").Request, sink);
        _account = host.Channel.Account;
        _message = sink.Events[0];
        _payload = InputCodec.Write(_account, _message);
        _document = Document((MessageReceived)_message);
        _documentBytes = ConciergeJson.Write(_document);
    }

    [Benchmark]
    public int WriteInput()
    {
        _buffer.ResetWrittenCount();
        InputCodec.Write(_buffer, _account, _message);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public object? ReadInput() => InputCodec.Read(_payload);

    [Benchmark]
    public byte[] WriteDocument() => ConciergeJson.Write(_document);

    [Benchmark]
    public ConversationDocument ReadDocument() => ConciergeJson.ReadDocument(_documentBytes);

    /// <summary>A conversation of some length: 32 replies remembered, 32 inputs remembered, nothing owed.</summary>
    private static ConversationDocument Document(MessageReceived message)
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(55);
        var document = new ConversationDocument
        {
            Id = new ConversationId("01jcqv7m3k5w8x9y0z1a2b3c4d"),
            Account = "meta/default",
            Contact = message.Sender,
            CreatedAt = now,
            LastActivityAt = now,
            LastInboundAt = now,
            LastInboundId = message.Id,
            LastText = message.Body.PlainText![..80],
            Service = "benchmark",
            NextOrdinal = 65,
            InboundCount = 32,
            OutboundCount = 32,
        };
        for (int i = 0; i < 32; i++)
        {
            document.Sent.Add(new SentReply((2 * i) + 1, $"wamid.HBgLMzM2MDAwMDA0NzEVAgARGBI5QTNDQTVCM0Q0MDAwMDAw{i:00}AA", DeliveryStatus.Delivered));
            document.Consumed.Add((1L << 32) + i);
        }

        return document;
    }
}
