namespace Holdfast.Incidents.Postmortems.Review;

/// <param name="Name">Of its file, without ending.</param>
/// <param name="Alt">What it shows, in words.</param>
public sealed record PostmortemPicture(string Name, string Svg, string Alt);
