using System.Linq.Expressions;

namespace Concierge.Forms.Fields;

internal static class FieldName
{
    public static string Of(LambdaExpression field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Body is MemberExpression { Expression: ParameterExpression } member
            ? member.Member.Name
            : throw new ArgumentException($"'{field}' is not a field. Name a property of the record, as in x => x.Day.", nameof(field));
    }
}
