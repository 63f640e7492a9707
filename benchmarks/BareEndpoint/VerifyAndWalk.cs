using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Concierge.BareEndpoint;

/// <summary>Reads the body, verifies its HMAC and walks the JSON once, making the five strings that any bot needs.</summary>
internal sealed class VerifyAndWalk(byte[] secret)
{
    private const int MaxBody = 1 << 20;
    private const string Prefix = "sha256=";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentLength = 0;
        if (context.Request.ContentLength is not (> 0 and <= MaxBody))
        {
            return;
        }

        int length = (int)context.Request.ContentLength;
        PipeReader reader = context.Request.BodyReader;
        ReadResult read = await reader.ReadAtLeastAsync(length, context.RequestAborted);
        if (read.Buffer.Length >= length)
        {
            context.Response.StatusCode = Handle(read.Buffer.Slice(0, length), context.Request.Headers["X-Hub-Signature-256"]);
        }

        reader.AdvanceTo(read.Buffer.End);
    }

    private int Handle(ReadOnlySequence<byte> body, StringValues signature)
    {
        int length = (int)body.Length;
        byte[]? rented = body.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (rented is not null)
            {
                body.CopyTo(rented);
            }

            ReadOnlySpan<byte> bytes = rented is null ? body.FirstSpan : rented.AsSpan(0, length);
            if (!IsAuthentic(bytes, signature))
            {
                return StatusCodes.Status401Unauthorized;
            }

            return Walk(bytes) > 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private bool IsAuthentic(ReadOnlySpan<byte> body, StringValues signature)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, actual);
        return signature is [{ } text]
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(text.AsSpan(Prefix.Length), claimed, out _, out int written) == OperationStatus.Done
            && written == claimed.Length
            && CryptographicOperations.FixedTimeEquals(claimed, actual);
    }

    /// <summary>How many characters the strings of the message have: what keeps them from being optimised away.</summary>
    private static int Walk(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        int characters = 0;
        bool inMessages = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            bool wanted = inMessages && (json.ValueTextEquals("id"u8) || json.ValueTextEquals("from"u8)
                || json.ValueTextEquals("timestamp"u8) || json.ValueTextEquals("type"u8) || json.ValueTextEquals("body"u8));
            inMessages |= json.ValueTextEquals("messages"u8);
            json.Read();
            if (wanted && json.TokenType == JsonTokenType.String)
            {
                characters += json.GetString()!.Length;
            }
        }

        return characters;
    }
}
