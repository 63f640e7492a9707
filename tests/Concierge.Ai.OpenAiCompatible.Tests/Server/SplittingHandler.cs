namespace Concierge.Ai.OpenAiCompatible.Tests.Server;

/// <summary>Hands out a real answer in two pieces, cut at a given byte.</summary>
internal sealed class SplittingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    public int Cut { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var content = new StreamContent(new SplitStream(body, Cut));
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }

    private sealed class SplitStream(byte[] bytes, int cut) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int most = Position < cut ? (int)(cut - Position) : int.MaxValue;
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
        }
    }
}
