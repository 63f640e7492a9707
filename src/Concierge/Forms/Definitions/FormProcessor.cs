using System.Runtime.CompilerServices;
using System.Text.Json;
using Concierge.Forms.Dialogue;
using Concierge.Services;
using Microsoft.Extensions.Options;

namespace Concierge.Forms.Definitions;

/// <summary>Makes forms of definitions. A form is compiled once for each definition, not for each turn.</summary>
internal sealed class FormProcessor : IServiceProcessor
{
    private readonly Dictionary<string, Func<TurnContext, JsonElement, ValueTask>> _handlers = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<ServiceDefinition, FormService> _made = [];
    private readonly PromptWriter _prompts;
    private readonly string _language;

    public FormProcessor(IEnumerable<FormHandler> handlers, PromptWriter prompts, IOptions<ConciergeOptions> options)
    {
        _prompts = prompts;
        _language = options.Value.Routing.Language;
        foreach (FormHandler handler in handlers)
        {
            if (!_handlers.TryAdd(handler.Name, handler.Handle))
            {
                throw new InvalidOperationException($"Two form handlers have the name '{handler.Name}'. Give each its own.");
            }
        }
    }

    public string Kind => ServiceKinds.Form;

    public TimeSpan? IdleTimeout => Form.UsualExpiry;

    public IEnumerable<string> Validate(ServiceDefinition definition) => FormDefinitionValidator.Validate(definition, _handlers.Keys, _language);

    public IService Create(ServiceDefinition definition, IServiceProvider services) => Of(definition);

    public FormService Of(ServiceDefinition definition) => _made.GetValue(definition, Make);

    private FormService Make(ServiceDefinition definition) => new(FormCompiler.Compile(
        definition,
        _language,
        (turn, placeholder) => _prompts.Value(turn, definition, placeholder),
        definition.Form!.Handler is { } handler ? _handlers[handler] : null));
}
