using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>One line of the table in <see cref="AdminRoutes"/>.</summary>
/// <param name="Method">GET, which HEAD may take too, or POST.</param>
internal sealed record AdminRoute(string Method, string Path, TokenRole Role, Func<AdminRequest, Task> Answer);
