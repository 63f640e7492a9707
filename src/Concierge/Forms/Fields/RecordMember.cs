using System.Reflection;

namespace Concierge.Forms.Fields;

/// <summary>A constructor parameter, a settable property, or both.</summary>
internal sealed record RecordMember(string Name, Type Type, bool IsNeeded, IReadOnlyList<Attribute> Attributes, PropertyInfo? Property, ParameterInfo? Parameter)
{
    public TAttribute? Attribute<TAttribute>()
        where TAttribute : Attribute => Attributes.OfType<TAttribute>().FirstOrDefault();
}
