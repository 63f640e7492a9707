using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Concierge.Forms.Fields;

/// <summary>What a record consists of and how it is made.</summary>
internal sealed class RecordShape
{
    public const DynamicallyAccessedMemberTypes Reflected = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties;

    private readonly ConstructorInfo _constructor;

    private RecordShape(ConstructorInfo constructor, IReadOnlyList<RecordMember> members)
    {
        _constructor = constructor;
        Members = members;
    }

    public IReadOnlyList<RecordMember> Members { get; }

    public static RecordShape Of([DynamicallyAccessedMembers(Reflected)] Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new ArgumentException($"{type.Name} has no public constructor. A form makes its record with one.");
        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
        var members = new List<RecordMember>();
        foreach (ParameterInfo parameter in constructor.GetParameters())
        {
            PropertyInfo? property = Array.Find(properties, property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            members.Add(new RecordMember(
                property?.Name ?? parameter.Name!,
                parameter.ParameterType,
                !parameter.HasDefaultValue && Nullable.GetUnderlyingType(parameter.ParameterType) is null,
                [.. parameter.GetCustomAttributes(), .. property?.GetCustomAttributes() ?? []],
                property,
                parameter));
        }

        foreach (PropertyInfo property in properties.Where(property => property.SetMethod is { IsPublic: true } && members.TrueForAll(member => member.Name != property.Name)))
        {
            members.Add(new RecordMember(
                property.Name,
                property.PropertyType,
                property.IsDefined(typeof(RequiredMemberAttribute)),
                [.. property.GetCustomAttributes()],
                property,
                Parameter: null));
        }

        return new RecordShape(constructor, members);
    }

    /// <summary>Makes a record; null for a value leaves the default.</summary>
    public object Create(Func<string, object?> read)
    {
        object?[] arguments =
        [
            .. Members.Where(member => member.Parameter is not null).OrderBy(member => member.Parameter!.Position).Select(member => read(member.Name) ?? Default(member)),
        ];
        try
        {
            object made = _constructor.Invoke(arguments);
            foreach (RecordMember member in Members)
            {
                if (member.Parameter is null && read(member.Name) is { } value)
                {
                    member.Property!.SetValue(made, value);
                }
            }

            return made;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Capture(inner).Throw();
            throw;
        }
    }

    /// <summary>Without a default value, null stands for the default of a value type when the constructor is invoked.</summary>
    private static object? Default(RecordMember member) =>
        member.Parameter!.HasDefaultValue ? member.Parameter.DefaultValue is { } value && member.Type.IsEnum ? Enum.ToObject(member.Type, value) : member.Parameter.DefaultValue : null;
}
