"""publish: events and control as a page, a map, a brief, and tables."""

# What PictureData can be made into, by name; imported only when asked for.
FORMS = {
    "picture": "reportedly.publish.picture:picture",
    "brief": "reportedly.publish.brief:brief",
    "geojson": "reportedly.publish.geojson:map_geojson",
}
