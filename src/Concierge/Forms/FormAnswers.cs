using System.Linq.Expressions;
using Concierge.Forms.Fields;

namespace Concierge.Forms;

/// <summary>What has been filled in so far, for conditions of other fields.</summary>
/// <typeparam name="TRecord">The record that the form makes.</typeparam>
public sealed class FormAnswers<TRecord>
{
    private readonly Func<string, object?> _read;

    internal FormAnswers(Func<string, object?> read) => _read = read;

    /// <summary>Whether the field is filled.</summary>
    public bool Has<TValue>(Expression<Func<TRecord, TValue>> field) => _read(FieldName.Of(field)) is not null;

    /// <summary>The field's value; default when it is not filled.</summary>
    public TValue? Get<TValue>(Expression<Func<TRecord, TValue>> field) => _read(FieldName.Of(field)) is TValue value ? value : default;
}
