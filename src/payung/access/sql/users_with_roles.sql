-- Users who hold a role in the area that is seen, from a user name on, with those roles: one row a user and role.
WITH page AS (
    SELECT DISTINCT username FROM role_held WHERE username > %(after)s AND (%(name)s = '' OR username LIKE %(name)s)
    ORDER BY username LIMIT %(limit)s
)
SELECT page.username, app_user.full_name, app_user.is_active, app_user.last_login, role_held.id, role_held.role, role_held.area,
    region.kind, region.name, role_held.line
FROM page
JOIN app_user USING (username)
JOIN role_held USING (username)
LEFT JOIN region ON region.code = role_held.area
ORDER BY page.username, role_held.id
