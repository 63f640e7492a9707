using System.Buffers.Text;
using System.Security.Cryptography;

namespace Concierge.LoadTest.Corpus;

/// <summary>One whole HTTP request with holes for the message's id, its time and the signature.</summary>
internal sealed class WebhookTemplate(byte[] request, int bodyStart, int signatureAt, int idAt, int timeAt)
{
    /// <summary>Characters of the id that tell one message from another.</summary>
    public const int SerialLength = 20;

    private const int TimeLength = 10;

    public int Length => request.Length;

    public int BodyLength => request.Length - bodyStart;

    /// <summary>Writes the request with a fresh id and time, signed.</summary>
    public void Write(Span<byte> output, ulong serial, long unixSeconds, IncrementalHash hmac)
    {
        request.CopyTo(output);
        Utf8Formatter.TryFormat(serial, output.Slice(idAt, SerialLength), out _, new('D', SerialLength));
        Utf8Formatter.TryFormat(unixSeconds, output.Slice(timeAt, TimeLength), out _, new('D', TimeLength));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        hmac.AppendData(output[bodyStart..request.Length]);
        hmac.GetHashAndReset(hash);
        Convert.TryToHexStringLower(hash, output.Slice(signatureAt, 2 * SHA256.HashSizeInBytes), out _);
    }
}
