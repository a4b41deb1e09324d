"""Protocol packs that come with the portal: `<council>/<version>.yaml`, one file a version."""
