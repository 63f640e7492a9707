using System.Text.Json;

namespace Concierge;

/// <summary>
/// All tools from code, configuration, servers and store, and changes to those in the store: web services that are registered at run time, and switches. A turn that has
/// begun keeps what it began with; the next one has the change, on other nodes within seconds. Registered by the package that brings models; thread-safe. I/O
/// failures are <see cref="Storage.StoreUnavailableException"/>.
/// </summary>
public interface IToolCatalogue
{
    /// <summary>Every tool, active or not, in the order of the names, and what services name that does not exist. Asks the store and other sources.</summary>
    ValueTask<IReadOnlyList<ToolEntry>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Registers a web service, or replaces one that was registered so. What is wrong with it is in the answer; the old one stays then.</summary>
    /// <param name="name">The name the model will use.</param>
    /// <param name="definition">The definition: a JSON object, whose <c>version</c> is the stored version that it changes; none or 0 when nothing is stored under the name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="JsonException">It is not a definition; the message says where, without repeating it.</exception>
    ValueTask<ServiceChange> SaveAsync(string name, JsonElement definition, CancellationToken cancellationToken = default);

    /// <summary>Removes a web service that was registered at run time. Refused while a service names it.</summary>
    ValueTask<ServiceChange> RemoveAsync(string name, long version, CancellationToken cancellationToken = default);

    /// <summary>Switches a tool of any kind on or off, by name and for every service.</summary>
    ValueTask<ServiceChange> SwitchAsync(string name, bool isActive, CancellationToken cancellationToken = default);
}
