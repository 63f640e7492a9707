using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Concierge.Ai.OpenAiCompatible;

/// <summary>Tells that the configuration of a model may have changed, so that a new key takes effect without a restart.</summary>
internal sealed class OpenAiCompatibleOptionsChanges(string name, IConfiguration? configuration) : IOptionsChangeTokenSource<OpenAiCompatibleOptions>
{
    public string? Name => name;

    public IChangeToken GetChangeToken() => configuration?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
