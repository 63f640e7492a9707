using Concierge;
using Concierge.Ai;
using Concierge.Ai.Confirmations;
using Concierge.Ai.Media;
using Concierge.Ai.Remote;
using Concierge.Ai.Spending;
using Concierge.Ai.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds services that answer with a model.</summary>
public static class AiBuilderExtensions
{
    /// <summary>
    /// Adds a service that answers with the host's <see cref="Microsoft.Extensions.AI.IChatClient"/>. Settings that all of them share come from
    /// section <c>Concierge:Ai</c>.
    /// </summary>
    /// <exception cref="ArgumentException">What was configured cannot work; the message says what to change.</exception>
    public static IConciergeBuilder AddAiService(this IConciergeBuilder builder, string name, Action<AiServiceBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException("The name of an AI service is part of its buttons' ids and must not hold a dot.", nameof(name));
        }

        var service = new AiServiceBuilder(name);
        configure(service);
        service.Options.Validate(name);
        AddShared(builder.Services);
        var definition = new AiServiceDefinition(name, service.Options);
        builder.Services.AddSingleton(definition);
        builder.Services.AddSingleton(new ServiceRegistration(name, provider => new AiService(definition, provider.GetRequiredService<AiEngine>()))
        {
            Keywords = [.. service.KeywordList],
            Choices = [.. service.ChoiceList],
            IsDefault = service.IsDefaultService,
            Claims = turn => ConfirmationDesk.IsTap(turn, name),
        });
        return builder;
    }

    /// <summary>Changes what all AI services share.</summary>
    public static IConciergeBuilder ConfigureAi(this IConciergeBuilder builder, Action<AiOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        AddShared(builder.Services);
        builder.Services.Configure(configure);
        return builder;
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddOptions<AiOptions>().BindConfiguration(AiOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AiOptions>, AiOptionsValidator>());
        services.TryAddSingleton<AiEngine>();
        services.TryAddSingleton<TenantSpending>();
        services.TryAddSingleton<MediaReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IToolSource, RemoteActionSource>());
    }
}
