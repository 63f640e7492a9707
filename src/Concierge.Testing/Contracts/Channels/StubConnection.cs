using System.Globalization;
using System.Text;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>Reads requests from one connection. As much of HTTP/1.1 as clients use here.</summary>
internal sealed class StubConnection(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next request; null at the end of the connection.</summary>
    public async Task<StubRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(cancellationToken) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = line[..colon];
            string value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? earlier) ? $"{earlier},{value}" : value;
        }

        string[] parts = first.Split(' ');
        return new StubRequest(parts[0], parts[1], headers, await ReadBodyAsync(headers, cancellationToken));
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            while (int.Parse((await ReadLineAsync(cancellationToken))!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is > 0 and int size)
            {
                await CopyAsync(body, size, cancellationToken);
                await ReadLineAsync(cancellationToken);
            }

            await ReadLineAsync(cancellationToken);
        }
        else if (headers.TryGetValue("Content-Length", out string? length))
        {
            await CopyAsync(body, long.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }

        return body.ToArray();
    }

    private async Task CopyAsync(MemoryStream target, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException();
            }

            int part = (int)Math.Min(count, _end - _start);
            target.Write(_buffer, _start, part);
            _start += part;
            count -= part;
        }
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return line.Length == 0 ? null : line.ToString();
            }

            char c = (char)_buffer[_start++];
            if (c == '\n')
            {
                return line.ToString();
            }

            if (c != '\r')
            {
                line.Append(c);
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
