using System.Diagnostics.CodeAnalysis;
using Concierge;
using Concierge.Forms;
using Concierge.Forms.Dialogue;
using Concierge.Forms.Fields;
using Concierge.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds forms to Concierge.</summary>
public static class ConciergeFormBuilderExtensions
{
    /// <summary>
    /// Adds a service that fills in a record by asking. It has the word until the record is confirmed or cancelled; what is filled in is kept with the
    /// conversation and survives restarts.
    /// </summary>
    /// <typeparam name="TRecord">What is filled in; see <see cref="FormBuilder{TRecord}"/>.</typeparam>
    /// <param name="builder">Concierge.</param>
    /// <param name="name">The service's name. Do not change it while forms are being filled in.</param>
    /// <param name="configure">What leads to it, what it asks, what becomes of it.</param>
    /// <exception cref="ArgumentException">The record or a field is not what a form can fill in; the message says why.</exception>
    public static IConciergeBuilder AddForm<[DynamicallyAccessedMembers(RecordShape.Reflected)] TRecord>(
        this IConciergeBuilder builder,
        string name,
        Action<FormBuilder<TRecord>> configure)
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var form = new FormBuilder<TRecord>(name);
        configure(form);
        var service = new FormService(form.Build());
        builder.Services.AddSingleton(service);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ITimerHandler, FormTimer>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHandoffNote, FormHandoffNote>());
        return builder
            .ConfigureTurns(AddStep)
            .AddService(name, form.ServiceConfiguration, service.HandleAsync);
    }

    /// <summary>Once for all forms, outside of what takes texts for choices.</summary>
    private static void AddStep(TurnPipelineBuilder turns)
    {
        if (turns.Steps.Any(static step => step.Type == typeof(FormMiddleware)))
        {
            return;
        }

        if (turns.Steps.Any(static step => step.Type == typeof(ChoiceMatchingMiddleware)))
        {
            turns.InsertBefore<ChoiceMatchingMiddleware, FormMiddleware>();
        }
        else
        {
            turns.Use<FormMiddleware>();
        }
    }
}
