using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Webhooks;

/// <summary>
/// The bytes of a request. What arrived in one piece is used where it lies; otherwise it is copied once into a pooled array.
/// Dispose it when nothing refers to the bytes any more.
/// </summary>
internal struct WebhookBody : IDisposable
{
    private PipeReader? _reader;
    private SequencePosition _end;
    private byte[]? _rented;

    /// <summary>The status to refuse with, or null when the body is complete.</summary>
    public int? Failure { get; private init; }

    public ReadOnlyMemory<byte> Bytes { get; private init; }

    public static async ValueTask<WebhookBody> ReadAsync(HttpContext context, int cap, TimeSpan timeout, TimeProvider clock)
    {
        PipeReader reader = context.Request.BodyReader;
        bool isReading = reader.TryRead(out ReadResult result);
        if (isReading && result.IsCompleted)
        {
            return Take(reader, result.Buffer, cap);
        }

        using var limit = new CancellationTokenSource(timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            while (!result.IsCompleted)
            {
                if (result.Buffer.Length > cap)
                {
                    return Refused(reader, result.Buffer, StatusCodes.Status413PayloadTooLarge);
                }

                // Nothing to give back when the headers came alone: Kestrel throws for an advance without a read.
                if (isReading)
                {
                    reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                }

                result = await reader.ReadAsync(linked.Token);
                isReading = true;
            }

            return Take(reader, result.Buffer, cap);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            return new WebhookBody { Failure = StatusCodes.Status408RequestTimeout };
        }
        catch (BadHttpRequestException malformed)
        {
            return new WebhookBody { Failure = malformed.StatusCode };
        }
        catch (IOException)
        {
            // The provider hung up: nobody reads the answer.
            return new WebhookBody { Failure = StatusCodes.Status400BadRequest };
        }
    }

    public void Dispose()
    {
        _reader?.AdvanceTo(_end);
        _reader = null;
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private static WebhookBody Take(PipeReader reader, in ReadOnlySequence<byte> buffer, int cap)
    {
        if (buffer.Length > cap)
        {
            return Refused(reader, buffer, StatusCodes.Status413PayloadTooLarge);
        }

        if (buffer.IsSingleSegment)
        {
            return new WebhookBody { Bytes = buffer.First, _reader = reader, _end = buffer.End };
        }

        int length = (int)buffer.Length;
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(rented);
        reader.AdvanceTo(buffer.End);
        return new WebhookBody { Bytes = rented.AsMemory(0, length), _rented = rented };
    }

    private static WebhookBody Refused(PipeReader reader, in ReadOnlySequence<byte> buffer, int status)
    {
        reader.AdvanceTo(buffer.End);
        return new WebhookBody { Failure = status };
    }
}
