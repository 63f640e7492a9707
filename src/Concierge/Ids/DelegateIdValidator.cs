namespace Concierge.Ids;

internal sealed class DelegateIdValidator(string name, Func<IntrinsicIdRequest, CancellationToken, ValueTask<IntrinsicIdVerdict>> validate) : IIntrinsicIdValidator
{
    public string Name => name;

    public ValueTask<IntrinsicIdVerdict> ValidateAsync(IntrinsicIdRequest request, CancellationToken cancellationToken) => validate(request, cancellationToken);
}
