using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Concierge;
using Concierge.Forms;
using Concierge.Forms.Definitions;
using Concierge.Forms.Dialogue;
using Concierge.Forms.Fields;

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
        return builder.AddService(name, form.ServiceConfiguration, service.HandleAsync);
    }

    /// <summary>
    /// Adds what is done with completed forms from configuration and store that name it (<see cref="FormDefinition.Handler"/>): in the turn, so replies, state
    /// and events of the handler are committed together with the artifact. As every turn it may run again after a crash; an exception fails the turn.
    /// </summary>
    /// <param name="builder">Concierge.</param>
    /// <param name="name">Its name, in upper and lower case as definitions write it.</param>
    /// <param name="handle">Gets the turn and the fields by their names, as the artifact holds them.</param>
    public static IConciergeBuilder AddFormHandler(this IConciergeBuilder builder, string name, Func<TurnContext, JsonElement, ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(handle);
        builder.Services.AddSingleton(new FormHandler(name, handle));
        return builder;
    }
}
