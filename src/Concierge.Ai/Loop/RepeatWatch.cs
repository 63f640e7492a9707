using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Loop;

/// <summary>Notices a model that goes round in circles: the same calls with the same arguments, in a row or in turns.</summary>
internal sealed class RepeatWatch
{
    private const int Most = 2;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public bool IsStuck(IReadOnlyList<FunctionCallContent> calls)
    {
        string state = CallArguments.Hash([.. calls.SelectMany(call => new[] { call.Name, CallArguments.Write(call.Arguments) })]);
        _seen[state] = _seen.GetValueOrDefault(state) + 1;
        return _seen[state] > Most;
    }
}
