using Concierge.Emulator;
using Concierge.Emulator.Phone;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the emulator to an application.</summary>
public static class EmulatorApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the emulator, and credentials for what is not configured: those of every account of Meta, Twilio, WAHA and Chatwoot that
    /// has neither a secret nor an API address, with the emulator as the API, and the admin API's key. They are made up once, lie
    /// below every other source of settings, and are kept in the emulator's file. Call it before or after <c>AddConcierge()</c>, but
    /// after the sources that name accounts were added, and map the page with <c>app.MapConciergeEmulator()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The environment is not Development; the message says what to do.</exception>
    public static WebApplicationBuilder AddConciergeEmulator(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new EmulatorOptions();
        builder.Configuration.GetSection(EmulatorOptions.Section).Bind(options);
        EmulatorGuard.Check(builder.Environment, options);
        if (!builder.Services.Any(service => service.ServiceType == typeof(DevelopmentValues)))
        {
            var journal = new Journal(EmulatorBuilderExtensions.JournalPath(builder.Environment, options));
            DevelopmentValues values = DevelopmentValues.Create(builder.Configuration, journal);
            ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, values);
            builder.Services.AddSingleton(journal).AddSingleton(values);
        }

        builder.Services.AddConcierge().AddEmulator();
        return builder;
    }
}
