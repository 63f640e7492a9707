using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Ai.Tools;

/// <summary>Makes functions of methods, with the host's parameters left out of the schema.</summary>
internal static class ToolBinding
{
    public static readonly object ContextKey = typeof(ToolContext);

    private static readonly AIJsonSchemaCreateOptions SchemaOptions = new() { TransformOptions = new AIJsonSchemaTransformOptions() };

    public static AIFunction Create(Delegate method, string? name, string? description) =>
        AIFunctionFactory.Create(method, Options(name ?? NameOf(method.Method), description));

    public static IEnumerable<AiTool> Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class
    {
        bool any = false;
        foreach (MethodInfo method in typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        {
            if (method.GetCustomAttribute<ToolAttribute>() is not { } attribute)
            {
                continue;
            }

            any = true;
            AIFunctionFactoryOptions options = Options(attribute.Name ?? NameOf(method), null);
            AIFunction function = method.IsStatic
                ? AIFunctionFactory.Create(method, target: null, options)
                : AIFunctionFactory.Create(method, static arguments => Instance<T>(arguments), options);
            yield return new AiTool(function, attribute.ToPolicy());
        }

        if (!any)
        {
            throw new ArgumentException($"{typeof(T).Name} has no public method marked [Tool].");
        }
    }

    private static object Instance<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(AIFunctionArguments arguments)
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(arguments.Services!);

    private static AIFunctionFactoryOptions Options(string name, string? description) => new()
    {
        Name = name,
        Description = description,
        ExcludeResultSchema = true,
        JsonSchemaCreateOptions = SchemaOptions,
        ConfigureParameterBinding = static parameter => parameter.ParameterType == typeof(ToolContext)
            ? new AIFunctionFactoryOptions.ParameterBindingOptions
            {
                ExcludeFromSchema = true,
                BindParameter = static (_, arguments) => arguments.Context?.TryGetValue(ContextKey, out object? context) == true
                    ? context
                    : throw new InvalidOperationException("A tool with a ToolContext runs in a turn of an AI service only."),
            }
            : default,
    };

    private static string NameOf(MethodInfo method)
    {
        string name = method.Name;
        if (name.Contains('<', StringComparison.Ordinal))
        {
            throw new ArgumentException("A lambda has no name that the model could use: pass one.");
        }

        return name.EndsWith("Async", StringComparison.Ordinal) && name.Length > "Async".Length ? name[..^"Async".Length] : name;
    }
}
