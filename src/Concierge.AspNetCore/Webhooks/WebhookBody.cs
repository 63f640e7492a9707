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
    private BodyBudget? _budget;
    private long _held;

    /// <summary>The status to refuse with, or null when the body is complete.</summary>
    public int? Failure { get; private init; }

    public ReadOnlyMemory<byte> Bytes { get; private init; }

    public static ValueTask<WebhookBody> ReadAsync(HttpContext context, int cap, TimeSpan timeout, TimeProvider clock, BodyBudget budget)
    {
        PipeReader reader = context.Request.BodyReader;
        bool isRead = reader.TryRead(out ReadResult result);
        if (isRead && result.IsCompleted)
        {
            return new ValueTask<WebhookBody>(Take(reader, result.Buffer, cap));
        }

        if (isRead)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        return ReadSlowlyAsync(context, cap, timeout, clock, budget);
    }

    /// <summary>The body comes in pieces, or later than its headers.</summary>
    private static async ValueTask<WebhookBody> ReadSlowlyAsync(HttpContext context, int cap, TimeSpan timeout, TimeProvider clock, BodyBudget budget)
    {
        PipeReader reader = context.Request.BodyReader;
        using var limit = new CancellationTokenSource(timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        long held = 0;
        try
        {
            while (true)
            {
                ReadResult result = await reader.ReadAsync(linked.Token);
                if (result.IsCompleted)
                {
                    WebhookBody body = Take(reader, result.Buffer, cap) with { _budget = budget, _held = held };
                    held = 0;
                    return body;
                }

                if (result.Buffer.Length > cap)
                {
                    return Refused(reader, result.Buffer, StatusCodes.Status413PayloadTooLarge);
                }

                if (!budget.TryHold(ref held, result.Buffer.Length))
                {
                    return Refused(reader, result.Buffer, StatusCodes.Status503ServiceUnavailable);
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
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
        finally
        {
            budget.Return(held);
        }
    }

    public void Dispose()
    {
        _reader?.AdvanceTo(_end);
        _reader = null;
        _budget?.Return(_held);
        _budget = null;
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
