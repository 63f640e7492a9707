namespace Microsoft.Extensions.DependencyInjection;

internal sealed record ConciergeBuilder(IServiceCollection Services) : IConciergeBuilder;
