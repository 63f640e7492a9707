using Microsoft.Extensions.AI;

namespace Concierge.Ai.Loop;

/// <summary>One call of a reply and what becomes of it.</summary>
internal sealed class CallPlan
{
    public CallPlan(FunctionCallContent call, LedgerCall record)
    {
        Call = call;
        Record = record;
        IsRepetition = !record.IsNew && record.State == CallState.Started;
        record.IsNew = false;
    }

    public FunctionCallContent Call { get; }

    public LedgerCall Record { get; }

    public CallEffects Effects { get; } = new();

    public AiTool? Tool { get; set; }

    /// <summary>An earlier life of the turn has begun it and not seen its end.</summary>
    public bool IsRepetition { get; }

    public bool IsConfirmed { get; set; }

    public bool Runs { get; set; }

    public bool IsFailed { get; private set; }

    public Exception? Failure { get; private set; }

    public string? Result { get; set; }

    /// <summary>The tool's own content, when it made one for this very call.</summary>
    public FunctionResultContent? Content { get; set; }

    public void Fail(string result, Exception? failure = null)
    {
        Result = result;
        IsFailed = true;
        Failure = failure ?? new InvalidOperationException(result);
        Record.IsError = true;
    }
}
