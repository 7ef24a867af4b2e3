using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>One line of the table in <see cref="AdminRoutes"/>.</summary>
/// <param name="Method">GET, which HEAD may take too, or another.</param>
/// <param name="Path">As <see cref="AdminPath"/> reads it.</param>
/// <param name="IsSigned">The path itself carries a signature that says what its bearer may do: no token is asked for.</param>
internal sealed record AdminRoute(string Method, string Path, TokenRole Role, Func<AdminRequest, Task> Answer, bool IsSigned = false)
{
    private readonly AdminPath template = new(Path);

    /// <summary>Who operates may also read and report; a token for reports is good for nothing else.</summary>
    public bool Allows(TokenRole role) => role == Role || role == TokenRole.Operate;

    /// <summary>What stands in the places of the path's names; null when the path is another.</summary>
    public string[]? ValuesOf(string? path) => template.ValuesOf(path);
}
