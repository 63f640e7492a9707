namespace Concierge;

/// <summary>Says whether a code is right. Register as many as there are names. Thread-safe.</summary>
public interface IIntrinsicIdValidator
{
    /// <summary>The name by which <see cref="IntrinsicIdRule.Validator"/> asks for it.</summary>
    string Name { get; }

    /// <summary>
    /// Checks a code. Never log it. An exception means that it cannot be checked now: the person is told so and no attempt is counted.
    /// </summary>
    /// <param name="request">What to check.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IntrinsicIdVerdict> ValidateAsync(IntrinsicIdRequest request, CancellationToken cancellationToken);
}
