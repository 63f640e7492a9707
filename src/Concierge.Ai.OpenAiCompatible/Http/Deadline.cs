using System.Text.Json;

namespace Concierge.Ai.OpenAiCompatible.Http;

/// <summary>
/// The times that one request may take, and the one place where what goes wrong on the wire gets a name. Not thread-safe.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly string _section;
    private readonly OpenAiCompatibleOptions _options;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _step;
    private readonly CancellationTokenSource _any;
    private string _waitingFor = "an answer";
    private string _setting = nameof(OpenAiCompatibleOptions.Timeout);
    private bool _hasAnswer;

    public Deadline(string section, OpenAiCompatibleOptions options, TimeProvider clock, CancellationToken caller)
    {
        _section = section;
        _options = options;
        _caller = caller;
        _total = new CancellationTokenSource(options.Timeout, clock);
        _step = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _any = CancellationTokenSource.CreateLinkedTokenSource(caller, _total.Token, _step.Token);
    }

    /// <summary>Ends when any of the times is over or the caller gives up.</summary>
    public CancellationToken Token => _any.Token;

    public void ExpectFirstToken() => Expect(_options.FirstTokenTimeout, "the first words", nameof(OpenAiCompatibleOptions.FirstTokenTimeout));

    public void ExpectNextToken() => Expect(_options.IdleTimeout, "more words", nameof(OpenAiCompatibleOptions.IdleTimeout));

    /// <summary>While the caller works on what came, the endpoint need not send anything.</summary>
    public void ExpectNothing() => _step.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>From now on a broken connection cuts an answer off.</summary>
    public void AnswerBegan() => _hasAnswer = true;

    /// <summary>Runs a step on the wire and names its failure.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        try
        {
            return await step(Token);
        }
        catch (Exception exception) when (exception is (OperationCanceledException or HttpRequestException or IOException or JsonException) and not ModelRequestException)
        {
            _caller.ThrowIfCancellationRequested();
            throw Explain(exception);
        }
    }

    public void Dispose()
    {
        _any.Dispose();
        _step.Dispose();
        _total.Dispose();
    }

    private void Expect(TimeSpan within, string what, string setting)
    {
        _waitingFor = what;
        _setting = setting;
        _step.CancelAfter(within);
    }

    private ModelRequestException Explain(Exception exception)
    {
        if (_step.IsCancellationRequested)
        {
            return TimedOut($"the endpoint did not send {_waitingFor} in time", _setting, exception);
        }

        if (_total.IsCancellationRequested)
        {
            return TimedOut($"the endpoint did not finish within {_options.Timeout}", nameof(OpenAiCompatibleOptions.Timeout), exception);
        }

        return exception switch
        {
            JsonException => new ModelRequestException(ModelFailure.InvalidAnswer, $"The endpoint's answer is no valid JSON. Check {_section}:{nameof(OpenAiCompatibleOptions.Endpoint)}: it may be something else than a model."),
            _ when _hasAnswer => new ModelRequestException(ModelFailure.CutOff, "The endpoint's answer broke off.", inner: exception),
            OperationCanceledException => Unreachable($" within {_options.ConnectTimeout}", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } =>
                Unreachable(string.Empty, exception),
            _ => new ModelRequestException(ModelFailure.CutOff, "The endpoint closed the connection before it answered.", inner: exception),
        };
    }

    private ModelRequestException TimedOut(string what, string setting, Exception inner) =>
        new(ModelFailure.TimedOut, $"The model is too slow: {what}. Raise {_section}:{setting} if that is normal for it.", inner: inner);

    private ModelRequestException Unreachable(string within, Exception inner) =>
        new(ModelFailure.Unreachable, $"The endpoint {_options.Endpoint!.Host}:{_options.Endpoint.Port} could not be reached{within}. Check {_section}:{nameof(OpenAiCompatibleOptions.Endpoint)}, the network and whether the server runs.", inner: inner);
}
